package io.midwatch.api.errors;

import io.midwatch.api.json.TrustJson;
import io.midwatch.api.json.WindowJson;
import io.midwatch.insight.error.InboxEntry;
import io.midwatch.query.window.Window;
import java.util.List;

/**
 * All about one bug.
 *
 * @param tenants the 50 most affected that are known
 * @param samples traces it struck in, newest first; none when spans and logs are gone
 * @param history every state it was in, oldest first
 */
record ErrorDetailJson(
    WindowJson window,
    ErrorJson error,
    List<ErrorPartJson> endpoints,
    List<ErrorPartJson> services,
    List<ErrorPartJson> versions,
    List<ErrorPartJson> tenants,
    List<ErrorSampleJson> samples,
    List<ErrorStatusJson> history,
    TrustJson completeness) {
  static ErrorDetailJson of(Window window, InboxEntry entry) {
    return new ErrorDetailJson(
        WindowJson.of(window),
        ErrorJson.of(window, entry.row()),
        ErrorPartJson.of(entry.parts().endpoints()),
        ErrorPartJson.of(entry.parts().services()),
        ErrorPartJson.of(entry.parts().versions()),
        ErrorPartJson.of(entry.parts().tenants()),
        entry.samples().stream().map(ErrorSampleJson::of).toList(),
        entry.history().stream().map(ErrorStatusJson::of).toList(),
        TrustJson.of(entry.completeness()));
  }
}
