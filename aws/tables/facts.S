// The compiled fact files as they are: read-only, nothing to parse, nothing to relocate.
	.section .rodata
	.balign 8
	.global facts
facts:
	.incbin FACTS
	.section .note.GNU-stack, "", %progbits
