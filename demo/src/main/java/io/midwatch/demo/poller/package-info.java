/** Reads figures from the broker and the database and sends them as OpenTelemetry metrics. */
@NullMarked
package io.midwatch.demo.poller;

import org.jspecify.annotations.NullMarked;
