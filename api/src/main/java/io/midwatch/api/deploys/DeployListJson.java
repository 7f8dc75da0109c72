package io.midwatch.api.deploys;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of deploys that started in the window, newest first.
 *
 * @param total deploys on all pages
 * @param next the cursor of the page after, null when there is none
 * @param completeness of versions that were first seen at work; announced ones are all there
 */
record DeployListJson(
    WindowJson window,
    List<DeployJson> deploys,
    int total,
    @Nullable String next,
    TrustJson completeness) {}
