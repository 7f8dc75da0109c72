/** Arguments of the commands. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench.cli;
