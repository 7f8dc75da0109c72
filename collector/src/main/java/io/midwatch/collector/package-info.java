/** OTLP in: receive, bound, decode, limit, hand over. */
@org.jspecify.annotations.NullMarked
package io.midwatch.collector;
