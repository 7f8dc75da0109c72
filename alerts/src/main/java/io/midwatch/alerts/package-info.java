/** Rules, evaluation, routing, notification. */
@org.jspecify.annotations.NullMarked
package io.midwatch.alerts;
