#include "cs-calibrate.h"

void
calibrate_agree(const struct calibrate *c)
{
	cmd_usage("%s: only --learn is part of this build", c->labels);
}
