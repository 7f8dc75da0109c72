package io.midwatch.api.deploys;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import java.util.List;

/**
 * Deploys that started in the window, newest first.
 *
 * @param completeness of versions that were first seen at work; announced ones are all there
 */
record DeployListJson(WindowJson window, List<DeployJson> deploys, TrustJson completeness) {}
