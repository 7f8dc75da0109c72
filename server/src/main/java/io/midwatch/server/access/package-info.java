/** Who may talk to the pages and the API. */
@org.jspecify.annotations.NullMarked
package io.midwatch.server.access;
