// SPDX-License-Identifier: MIT
//
// /init of the guest: runs /program with the arguments in /args and the environment in /env (each
// NUL-terminated), sends its stdout to the first parallel port and its stderr to the second (Bochs
// writes a parallel port to a file at once, where a serial port takes its time), its exit code to
// the second serial port, and tells Bochs to quit.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char** strings(const char* path) {
  static char text[1 << 20];
  static size_t used;
  enum { room = 20000 };
  char** list = malloc(sizeof *list * room);
  size_t n = 0;
  ssize_t got;
  int fd = open(path, O_RDONLY);
  char* at = text + used;
  while ((got = read(fd, text + used, sizeof text - used)) > 0) used += (size_t)got;
  for (char* end = text + used; at < end && n < room - 1; at += strlen(at) + 1) list[n++] = at;
  list[n] = NULL;
  return list;
}

static void print(unsigned port, const char* text, size_t size) {
  for (; size--; text++) {
    outb(*text, port);
    outb(0x0d, port + 2);  // the strobe, on and off; 0x0c selects the printer
    outb(0x0c, port + 2);
  }
}

static void quit(int code) {
  char line[32];
  int i, n = snprintf(line, sizeof line, "exit %d\n", code);
  const char* word = "Shutdown";
  outb(3, 0x2fb);  // 8 data bits
  for (i = 0; i < n; i++) {
    outb(line[i], 0x2f8);
    while ((inb(0x2fd) & 0x60) != 0x60) continue;  // holding and shift register empty
  }
  while (*word) outb(*word++, 0x8900);
  for (;;) pause();
}

int main(void) {
  int out[2], err[2], status = 0;
  pid_t child;
  if (iopl(3)) return 1;
  mkdir("/dev", 0755), mkdir("/proc", 0755), mkdir("/sys", 0755), mkdir("/tmp", 01777);
  mount("dev", "/dev", "devtmpfs", 0, NULL);
  mount("proc", "/proc", "proc", 0, NULL);
  mount("sys", "/sys", "sysfs", 0, NULL);
  outb(0x08, 0x378 + 2), outb(0x0c, 0x378 + 2);  // initialise the printers
  outb(0x08, 0x278 + 2), outb(0x0c, 0x278 + 2);
  if (pipe(out) || pipe(err)) return 1;
  child = fork();
  if (child == 0) {
    char **args = strings("/args"), **env = strings("/env");
    int null = open("/dev/null", O_RDWR);
    iopl(0);
    setsid();
    dup2(null, 0), dup2(out[1], 1), dup2(err[1], 2);
    close(null), close(out[0]), close(out[1]), close(err[0]), close(err[1]);
    if (chdir("/tmp") == 0) execve("/program", args, env);
    perror("run-bochs: cannot execute the program (is it static?)");
    _exit(126);
  }
  close(out[1]), close(err[1]);
  struct pollfd fds[2] = {{out[0], POLLIN, 0}, {err[0], POLLIN, 0}};
  static const unsigned port[2] = {0x378, 0x278};
  while (fds[0].fd >= 0 || fds[1].fd >= 0) {
    static char text[65536];
    int i;
    if (poll(fds, 2, -1) < 0) continue;
    for (i = 0; i < 2; i++) {
      ssize_t got;
      if (!fds[i].revents) continue;
      got = read(fds[i].fd, text, sizeof text);
      if (got > 0) {
        print(port[i], text, (size_t)got);
      } else {
        fds[i].fd = -1;
      }
    }
  }
  while (waitpid(child, &status, 0) != child) continue;
  quit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}
