/** Carries tenant and user from request to request and puts them on spans and log lines. */
@NullMarked
package io.midwatch.demo.caller;

import org.jspecify.annotations.NullMarked;
