/** Real instrumented services with faults on demand. */
@org.jspecify.annotations.NullMarked
package io.midwatch.demo;
