package io.midwatch.api.services;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of services with requests in the window: the highest failed share first, then by traffic.
 *
 * @param total services on all pages
 * @param next the cursor of the page after, null when there is none
 */
record ServiceListJson(
    WindowJson window,
    List<ServiceJson> services,
    int total,
    @Nullable String next,
    TrustJson completeness) {}
