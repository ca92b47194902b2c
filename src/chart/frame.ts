import { startOf, type Span } from "../core/history.ts";
import { widthOf } from "./svg.ts";
import type { Instant } from "../core/time.ts";

/** A part of the picture; y grows downwards. Units of the drawing, two pixels each. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything stands. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly legendTop: number;
  /** Answers, stacked. */
  readonly plot: Area;
  /** 401s, below the answers. */
  readonly unauthorized: Area;
  /** Turns without an answer, below the 401s. */
  readonly exhausted: Area;
  /** The base line of the instants below everything. */
  readonly axis: number;
}

export const WIDTH = 680;
export const LEGEND_ROW = 22;
const LEGEND_TOP = 92;
/** Between the edge and a name, and between a name and its panel. */
const EDGE = 10;
/** Right of the numbers, left of the edge. */
const GUTTER = { left: 84, right: 32 };
/** Room for the signs of repairs above the plot. */
const SIGNS = 22;

/** `name`: the longest that stands left of the panels. */
export function frameOf(legendRows: number, name = ""): Frame {
  const left = Math.max(GUTTER.left, Math.ceil(widthOf(name, 13)) + 2 * EDGE);
  const across = { left, width: WIDTH - left - GUTTER.right };
  const plot = { ...across, top: LEGEND_TOP + legendRows * LEGEND_ROW + SIGNS, height: 180 };
  const unauthorized = { ...across, top: bottomOf(plot) + 14, height: 34 };
  const exhausted = { ...across, top: bottomOf(unauthorized) + 10, height: 26 };
  const axis = bottomOf(exhausted) + 22;
  return { width: WIDTH, height: axis + 16, legendTop: LEGEND_TOP, plot, unauthorized, exhausted, axis };
}

export const bottomOf = ({ top, height }: Area): number => top + height;
export const rightOf = ({ left, width }: Area): number => left + width;

/** Where an instant stands; what lies outside the span stands at its edge. */
export function xOf(span: Span, { left, width }: Area, at: Instant): number {
  const start = startOf(span, 0);
  const share = (at - start) / (span.to - start);
  return left + Math.min(Math.max(share, 0), 1) * width;
}

/** The room of a bucket's bar, with a gap to the next one as long as bars are not too thin for it. */
export function barOf(span: Span, area: Area, bucket: number): { readonly x: number; readonly width: number } {
  const whole = area.width / span.count;
  const gap = Math.min(whole * 0.22, 2);
  return { x: area.left + bucket * whole + gap / 2, width: whole - gap };
}
