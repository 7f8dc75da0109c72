package io.midwatch.insight.deploy;

import io.midwatch.query.requests.RequestFigures;

/**
 * What followed a deploy: the requests that the new version answered, beside those of the whole
 * service in the same time before.
 *
 * @param before of the service, in {@code spanNanos} before the deploy
 * @param after of the version, in {@code spanNanos} from the deploy on
 * @param spanNanos at most a quarter of an hour, less when the deploy is younger
 */
public record DeployEffect(RequestFigures before, RequestFigures after, long spanNanos) {
  public Verdict verdict() {
    return Verdict.of(before, after);
  }
}
