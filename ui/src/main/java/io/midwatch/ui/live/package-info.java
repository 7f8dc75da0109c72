/** Tells open pages that there is something new: one stream a browser, with nothing but ticks. */
@org.jspecify.annotations.NullMarked
package io.midwatch.ui.live;
