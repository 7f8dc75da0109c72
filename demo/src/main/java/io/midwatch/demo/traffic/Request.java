package io.midwatch.demo.traffic;

import org.jspecify.annotations.Nullable;

/**
 * One request of a user to the shop.
 *
 * @param path path with query
 * @param contentType null for a GET, else the type of {@code body}
 */
record Request(
    String tenant, String user, String path, @Nullable String contentType, String body) {}
