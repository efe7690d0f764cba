/* SPDX-License-Identifier: MIT
 *
 * A 64 KiB ROM that takes the place of the BIOS: it enters an uncompressed vmlinux, which Bochs has
 * put in RAM at 16 MiB, by the 64-bit boot protocol. So there is no BIOS, boot loader, disk or
 * decompression to emulate. run-bochs defines INITRD, RAMDISK_SIZE, MEMORY (bytes), CMDLINE. */
#define DEST 0x10000            /* where the ROM copies itself in RAM */
#define A(label) (DEST + (label) - _start)
#define ROM(label) (0xffff0000 + (label) - _start)
.section .text
.globl _start
_start:
.code16
real:   cli
        lgdtl   %cs:(gdtr - _start)
        mov     %cr0, %eax
        or      $1, %al
        mov     %eax, %cr0
        ljmpl   $0x20, $ROM(prot)
.code32
prot:   mov     $0x18, %eax
        mov     %eax, %ds
        mov     %eax, %es
        mov     %eax, %ss
        /* Bochs reads the image into host memory in one piece but gives the guest that memory
           128 KiB at a time, in the order of first use: so use it in the order of its addresses,
           before anything else. */
        mov     $0x1000000, %esi
touch:  mov     (%esi), %eax
        add     $0x20000, %esi
        cmp     $MEMORY, %esi
        jb      touch
        cld
        mov     $0xffff0000, %esi
        mov     $DEST, %edi
        mov     $0x4000, %ecx
        rep movsl
        lgdt    A(gdtr_ram)
        ljmp    $0x20, $A(ram)
ram:
        mov     $0x6a0, %eax            /* PAE, OSFXSR, PGE, OSXMMEXCPT */
        mov     %eax, %cr4
        mov     $A(pml4), %eax
        mov     %eax, %cr3
        mov     $0xc0000080, %ecx       /* EFER.LME */
        rdmsr
        bts     $8, %eax
        wrmsr
        mov     $0x80000011, %eax       /* PG, ET, PE: caches on */
        mov     %eax, %cr0
        ljmpl   $0x10, $A(long)
.code64
long:   mov     $0x18, %eax
        mov     %eax, %ds
        mov     %eax, %es
        mov     %eax, %ss
        mov     $A(params), %esi
        mov     $0x1000000, %eax
        jmp     *%rax

        .balign 8
gdt:    .quad 0, 0
        .quad 0x00af9b000000ffff        /* 0x10: __BOOT_CS, 64-bit */
        .quad 0x00cf93000000ffff        /* 0x18: __BOOT_DS */
        .quad 0x00cf9b000000ffff        /* 0x20: 32-bit code */
gdt_end:
gdtr:   .word gdt_end - gdt - 1
        .long ROM(gdt)
gdtr_ram:
        .word gdt_end - gdt - 1
        .long A(gdt), 0

        .org 0x1000
pml4:   .quad A(pdpt) + 3
        .org 0x2000
pdpt:   .quad A(pd) + 3
        .org 0x3000
pd:     .set i, 0
        .rept 512                       /* the first GiB, mapped one to one */
        .quad i * 0x200000 + 0x83
        .set i, i + 1
        .endr

        .org 0x4000
params:                                 /* struct boot_params */
        .org 0x4000 + 0x1e8
        .byte 2                         /* e820_entries */
        .org 0x4000 + 0x1fe
        .word 0xaa55
        .org 0x4000 + 0x202
        .ascii "HdrS"
        .word 0x20f
        .org 0x4000 + 0x210
        .byte 0xff, 1                   /* type_of_loader, LOADED_HIGH */
        .org 0x4000 + 0x218
        .long INITRD, RAMDISK_SIZE
        .org 0x4000 + 0x228
        .long A(cmdline)
        .org 0x4000 + 0x230
        .long 0x1000000                 /* kernel_alignment */
        .org 0x4000 + 0x238
        .long 2047                      /* cmdline_size */
        .org 0x4000 + 0x2d0             /* e820 table */
        .quad 0, 0x9f000
        .long 1
        .quad 0x100000, MEMORY - 0x100000
        .long 1
        .org 0x5000
cmdline: .asciz CMDLINE
        .org 0xfff0
.code16
        .byte 0xe9                      /* jmp real, wrapping round in 64 KiB */
        .word (real - . - 2) & 0xffff
        .org 0x10000
