/** The vocabulary of traces, metrics and logs. */
@org.jspecify.annotations.NullMarked
package io.midwatch.model;
