// SPDX-License-Identifier: MIT
//
// Pages of memory that fault unless they are opened, and whether something faults.
#ifndef DROPLET_TESTS_SUPPORT_PAGES_HPP
#define DROPLET_TESTS_SUPPORT_PAGES_HPP

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#if !defined(NOMINMAX)  // libstdc++ does.
#define NOMINMAX
#endif
#include <windows.h>
#else
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

#include <cstddef>
#include <cstdlib>

namespace support {

#if defined(_WIN32)
inline std::size_t page_size() {
  SYSTEM_INFO info;
  GetSystemInfo(&info);
  return info.dwPageSize;
}
inline void* closed_pages(std::size_t size) {
  void* const pages = VirtualAlloc(nullptr, size, MEM_RESERVE, PAGE_NOACCESS);
  if (pages == nullptr) std::abort();
  return pages;
}
inline void open_pages(void* pages, std::size_t size) {
  if (VirtualAlloc(pages, size, MEM_COMMIT, PAGE_READWRITE) == nullptr) std::abort();
}
inline void free_pages(void* pages, std::size_t) { VirtualFree(pages, 0, MEM_RELEASE); }

// Where there is no fork, a thread does it, which ends at the fault.
constexpr DWORD faulted = 42;
inline LONG CALLBACK end_thread(EXCEPTION_POINTERS* exception) {
  if (exception->ExceptionRecord->ExceptionCode == EXCEPTION_ACCESS_VIOLATION) ExitThread(faulted);
  return EXCEPTION_CONTINUE_SEARCH;
}
template <class Act>
DWORD WINAPI run_act(void* act) {
  (*static_cast<const Act*>(act))();
  return 0;
}
template <class Act>
bool faults(Act act) {
  void* const handler = AddVectoredExceptionHandler(1, end_thread);
  const HANDLE thread = CreateThread(nullptr, 0, run_act<Act>, &act, 0, nullptr);
  if (handler == nullptr || thread == nullptr) std::abort();
  WaitForSingleObject(thread, INFINITE);
  DWORD code = 0;
  GetExitCodeThread(thread, &code);
  CloseHandle(thread);
  RemoveVectoredExceptionHandler(handler);
  return code == faulted;
}
#else
inline std::size_t page_size() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }
inline void* closed_pages(std::size_t size) {
  void* const pages = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) std::abort();
  return pages;
}
inline void open_pages(void* pages, std::size_t size) {
  if (mprotect(pages, size, PROT_READ | PROT_WRITE) != 0) std::abort();
}
inline void free_pages(void* pages, std::size_t size) { munmap(pages, size); }

// A child process does it.
template <class Act>
bool faults(Act act) {
  const pid_t child = fork();
  if (child < 0) std::abort();
  if (child == 0) {
    (void)signal(SIGSEGV, SIG_DFL);
    (void)signal(SIGBUS, SIG_DFL);
    const rlimit no_core = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &no_core);
    act();
    _exit(0);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child) std::abort();
  return WIFSIGNALED(status) && (WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGBUS);
}
#endif

}  // namespace support

#endif
