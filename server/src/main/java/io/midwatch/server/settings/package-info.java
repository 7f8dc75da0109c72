/** Settings: what may be set, and refusing what may not in plain words. */
@org.jspecify.annotations.NullMarked
package io.midwatch.server.settings;
