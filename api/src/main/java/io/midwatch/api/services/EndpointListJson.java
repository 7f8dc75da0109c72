package io.midwatch.api.services;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import java.util.List;

/** Endpoints of a service, the costliest in total time first. */
record EndpointListJson(
    WindowJson window, String service, List<EndpointJson> endpoints, TrustJson completeness) {}
