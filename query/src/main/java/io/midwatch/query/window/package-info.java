/** The window every question shares: time, environment, tenant. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.window;
