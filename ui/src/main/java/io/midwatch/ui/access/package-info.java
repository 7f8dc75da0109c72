/** The login form of a server that is reachable from outside. */
@org.jspecify.annotations.NullMarked
package io.midwatch.ui.access;
