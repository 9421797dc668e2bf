/* version: of the whole toolkit; the Makefile reads it here too. */
#ifndef VERSION_H
#define VERSION_H

#define VERSION "0.1.0"

#endif
