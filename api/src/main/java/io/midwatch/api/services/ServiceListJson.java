package io.midwatch.api.services;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import java.util.List;

/** Services with requests in the window: the highest failed share first, then by traffic. */
record ServiceListJson(WindowJson window, List<ServiceJson> services, TrustJson completeness) {}
