#include "cs-calibrate-learn.h"

int
calibrate_learn(const struct calibrate *c)
{
	cmd_usage("--learn %s: learning is not part of this build", c->learn);
}
