/* display: texts of strangers made fit for a terminal, a Markdown cell or a spreadsheet, and measured in columns. */
#ifndef DISPLAY_H
#define DISPLAY_H

#include "str.h"

/* Code points; wide and combining characters are counted as one each. */
size_t display_width(struct str s);
/* The beginning of s, at most width code points. */
struct str display_cut(struct str s, size_t width);
/* Adds s with line ends and tabs as blanks, and whatever else steers a terminal or turns the direction of writing spelled
 * out: <U+001B>. */
void display_plain(struct buf *to, struct str s);
/* Adds what display_plain() gives, with all escaped that Markdown or the HTML in it would take for markup, in the cell of a
 * table too; links are not made of it. */
void display_markdown(struct buf *to, struct str s);
/* Adds what display_plain() gives, as text of HTML, also for an attribute in double quotes. */
void display_html(struct buf *to, struct str s);
/* Adds s as it is, behind an apostrophe when a spreadsheet would compute it: it begins with = + - @, a tab or a line end,
 * and is no decimal number. */
void display_guarded(struct buf *to, struct str s);
/* Cuts the next line off *rest: at most width code points, broken at blanks if there are any. False when nothing is left. */
bool display_wrap(struct str *rest, size_t width, struct str *line);
/* Columns of a terminal. */
#define DISPLAY_WIDTH 80
/* Adds text, made plain and broken at blanks, as lines of at most DISPLAY_WIDTH code points that begin in column indent;
 * label stands before the first one. Nothing but the label where there is no text. */
void display_paragraph(struct buf *to, struct str label, size_t indent, struct str text);

#endif
