/* measure: runs a command and prints its wall clock seconds, CPU seconds and peak memory in KiB, separated by blanks,
 * as the last line on standard error. In a pipeline under sh the peak is that of the largest process. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
measure_seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int
main(int argc, char **argv)
{
	struct timespec begin, end;
	struct rusage use;
	int status;
	pid_t child;

	if (argc < 2) {
		fprintf(stderr, "usage: measure COMMAND ...\n");
		return 2;
	}
	clock_gettime(CLOCK_MONOTONIC, &begin);
	child = fork();
	if (child == 0) {
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child) {
		perror("measure");
		return 3;
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	/* The children's own rusage: wait4's would leave out what a shell waited for. */
	getrusage(RUSAGE_CHILDREN, &use);
	fprintf(stderr, "%.3f %.3f %ld\n", (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9,
		measure_seconds(use.ru_utime) + measure_seconds(use.ru_stime), use.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
