/**
 * {@code ./midwatch replay}: sends recorded OTLP to a collector. A plain program beside the Spring
 * application: it shares nothing with it but the jar.
 */
@org.jspecify.annotations.NullMarked
package io.midwatch.server.replay;
