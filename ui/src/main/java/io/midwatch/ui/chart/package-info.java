/**
 * Geometry of the charts as records; the templates under {@code templates/chart} draw them as SVG.
 * Pure functions.
 */
@NullMarked
package io.midwatch.ui.chart;

import org.jspecify.annotations.NullMarked;
