/** Midwatch's own figures, kept as telemetry beside that of others. */
@org.jspecify.annotations.NullMarked
package io.midwatch.server.self;
