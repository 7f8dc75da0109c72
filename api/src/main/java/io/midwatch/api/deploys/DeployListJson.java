package io.midwatch.api.deploys;

import io.midwatch.api.json.WindowJson;
import java.util.List;

/** Deploys that started in the window, newest first. */
record DeployListJson(WindowJson window, List<DeployJson> deploys) {}
