/** Puts the modules together: which store, which services, which servers. */
@org.jspecify.annotations.NullMarked
package io.midwatch.server.wiring;
