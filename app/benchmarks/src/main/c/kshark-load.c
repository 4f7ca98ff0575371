/* Loads all entries of a trace.dat with libkshark and prints how many there are: what KernelShark
 * does before it can draw. Build:
 * cc -O2 kshark-load.c -o kshark-load -I/usr/include/kernelshark -lkshark */
#include <stdio.h>
#include <libkshark.h>

int main(int argc, char **argv)
{
	struct kshark_context *context = NULL;
	struct kshark_entry **entries = NULL;
	int stream;
	ssize_t count;

	if (argc != 2 || !kshark_instance(&context))
		return 1;
	stream = kshark_open(context, argv[1]);
	if (stream < 0)
		return 2;
	count = kshark_load_entries(context, stream, &entries);
	printf("entries %zd\n", count);
	return count < 0;
}
