/** Grafana dashboards and their checks. */
@org.jspecify.annotations.NullMarked
package io.midwatch.dashboards;
