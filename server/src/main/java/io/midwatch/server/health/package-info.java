/** Alive, ready, and the figures about Midwatch itself. */
@org.jspecify.annotations.NullMarked
package io.midwatch.server.health;
