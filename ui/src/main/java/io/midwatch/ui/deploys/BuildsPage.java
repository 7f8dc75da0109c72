package io.midwatch.ui.deploys;

import io.midwatch.insight.deploy.ComparedBuilds;
import io.midwatch.query.errors.ErrorRow;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.signal.Signal;
import java.util.List;

/** Two builds beside each other and {@code /deploys/compare.json}. */
public record BuildsPage(ComparedBuilds builds) {
  private static final Format FORMAT = new Format();
  private static final int ENDPOINTS = 60;
  private static final int ERRORS = 10;

  public String title() {
    String second =
        builds.first().service().equals(builds.second().service())
            ? builds.second().version()
            : builds.second().service() + " " + builds.second().version();
    return builds.first().service() + " " + builds.first().version() + " and " + second;
  }

  /** How the second is beside the first. */
  public Signal signal() {
    return Followed.signal(builds.ofFirst(), builds.ofSecond());
  }

  public Signal signal(ComparedBuilds.Endpoint row) {
    return Followed.signal(row.first(), row.second());
  }

  /** What the page says first. */
  public String sentence() {
    return "In this window "
        + said(builds.first().version(), builds.ofFirst())
        + "; "
        + said(builds.second().version(), builds.ofSecond())
        + ".";
  }

  private static String said(String version, RequestFigures figures) {
    if (figures.requests() == 0) {
      return version + " answered no request";
    }
    return version
        + " answered "
        + FORMAT.counted(figures.requests(), "request", "requests")
        + ", "
        + FORMAT.some(figures.failed(), figures.requests())
        + " of them failed, 95\u00A0% within "
        + FORMAT.nanos(figures.p95Nanos());
  }

  public boolean silent() {
    return builds.endpoints().isEmpty();
  }

  /** The endpoints that stand on the page. */
  public List<ComparedBuilds.Endpoint> endpoints() {
    return builds.endpoints().subList(0, Math.min(ENDPOINTS, builds.endpoints().size()));
  }

  public List<ErrorRow> newErrors() {
    return first(builds.newErrors());
  }

  public List<ErrorRow> goneErrors() {
    return first(builds.goneErrors());
  }

  private static List<ErrorRow> first(List<ErrorRow> rows) {
    return rows.subList(0, Math.min(ERRORS, rows.size()));
  }
}
