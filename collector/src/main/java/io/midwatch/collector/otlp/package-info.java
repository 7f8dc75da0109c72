/** OTLP's bytes: reading, checking and transcoding them, and the gRPC receiver. */
@org.jspecify.annotations.NullMarked
package io.midwatch.collector.otlp;
