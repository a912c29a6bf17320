// Where the program begins, before the C library does. It is position independent, so its
// tables of pointers are filled in at each start: the rules alone are 30 pages, and as many
// page faults, one by one half of what a start takes. Asked for at once they cost little.
// An older kernel refuses (before Linux 5.14), and then nothing is different.
// https://man7.org/linux/man-pages/man2/madvise.2.html (MADV_POPULATE_WRITE)

// madvise(page of _DYNAMIC, bytes up to edata, MADV_POPULATE_WRITE). The linker puts all
// that is relocated between the two. %rdx is what _start hands to atexit.
#if defined __x86_64__
__asm__(".text\n"
        ".globl orgc_start\n"
        ".type orgc_start, @function\n"
        "orgc_start:\n"
        "	mov %rdx, %r8\n"
        "	lea _DYNAMIC(%rip), %rdi\n"
        "	and $-4096, %rdi\n"
        "	lea edata(%rip), %rsi\n"
        "	sub %rdi, %rsi\n"
        "	mov $23, %edx\n"
        "	mov $28, %eax\n"
        "	syscall\n"
        "	mov %r8, %rdx\n"
        "	jmp _start\n"
        ".size orgc_start, . - orgc_start\n");
#elif defined __aarch64__
__asm__(".text\n"
        ".globl orgc_start\n"
        ".type orgc_start, %function\n"
        "orgc_start:\n"
        "	b _start\n"
        ".size orgc_start, . - orgc_start\n");
#endif
