/** Delivers order events to customers' own servers, with retries. */
@NullMarked
package io.midwatch.demo.webhooks;

import org.jspecify.annotations.NullMarked;
