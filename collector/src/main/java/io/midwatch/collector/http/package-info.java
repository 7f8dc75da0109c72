/** OTLP over HTTP: a small server that knows three paths. */
@org.jspecify.annotations.NullMarked
package io.midwatch.collector.http;
