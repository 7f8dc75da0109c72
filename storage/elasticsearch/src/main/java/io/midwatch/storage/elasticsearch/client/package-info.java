/** The server, the check that it is the right one, and what is sent to it. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.elasticsearch.client;
