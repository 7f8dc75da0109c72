package io.midwatch.storage.contract.control;

import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers deploys. Thread-safe; durable when a call returns; answers are the caller's own. */
public interface Deploys {
  /**
   * Remembers a deploy unless one of that id is known; the first stays as it is. Returns whether it
   * is new. A new one by an audited actor is an audit entry {@code deploy.announce} on {@code
   * deploy/id}.
   *
   * @param atUnixNano now, which may be later than the deploy
   */
  boolean remember(Deploy deploy, Actor actor, long atUnixNano);

  Optional<Deploy> deploy(String id);

  /**
   * Deploys that started in the range, newest first, ties by id.
   *
   * @param service null for every service
   * @param environment null for every environment
   */
  List<Deploy> deploys(TimeRange range, @Nullable String service, @Nullable String environment);

  /** The last deploy of the service in the environment that started at or before the time. */
  Optional<Deploy> liveAt(String service, String environment, long unixNano);
}
