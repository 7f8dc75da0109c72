package io.midwatch.api.services;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a service's endpoints, the costliest in total time first.
 *
 * @param total endpoints on all pages
 * @param next the cursor of the page after, null when there is none
 */
record EndpointListJson(
    WindowJson window,
    String service,
    List<EndpointJson> endpoints,
    int total,
    @Nullable String next,
    TrustJson completeness) {}
