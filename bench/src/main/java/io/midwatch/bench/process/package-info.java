/** A Midwatch server in a process of its own, watched from outside. */
@org.jspecify.annotations.NullMarked
package io.midwatch.bench.process;
