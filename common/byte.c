#include "byte.h"

const unsigned char byte_kind[256] = {
	['a' ... 'z'] = BYTE_LETTER, ['A' ... 'Z'] = BYTE_LETTER, ['0' ... '9'] = BYTE_DIGIT,
	['\''] = BYTE_APOSTROPHE, ['`'] = BYTE_APOSTROPHE, ['.'] = BYTE_STOP, ['?'] = BYTE_STOP, ['!'] = BYTE_STOP,
	['\n'] = BYTE_NEWLINE, ['$'] = BYTE_DOLLAR, ['<'] = BYTE_LESS, [128 ... 255] = BYTE_HIGH,
};
