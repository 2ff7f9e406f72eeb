//! What of SVG 1.1 and 2 a book can show: names of elements, attributes and properties.

/// What is done with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It is taken over.
    Kept(&'static str),
    /// It is left out with all that it holds, and told.
    Left(super::RemovedKind),
    /// It is left out without a word: it draws nothing.
    Passed,
}

/// What is done with an element of SVG that has this name.
pub(super) fn element(name: &str) -> Use {
    use super::RemovedKind;
    if let Some(known) = ELEMENTS.iter().find(|known| **known == name) {
        return Use::Kept(known);
    }
    match name {
        // A link leads nowhere; what it holds stays together.
        "a" => Use::Kept("g"),
        "metadata" | "view" | "cursor" | "title" | "desc" => Use::Passed,
        "script" | "handler" | "listener" => Use::Left(RemovedKind::Script),
        "animate" | "animateColor" | "animateMotion" | "animateTransform" | "set" | "discard"
        | "mpath" => Use::Left(RemovedKind::Movement),
        "foreignObject" | "iframe" | "audio" | "video" | "canvas" | "embed" | "object" => {
            Use::Left(RemovedKind::Foreign)
        }
        _ => Use::Left(RemovedKind::Unknown),
    }
}

/// The attribute of that name, if it is taken over.
pub(super) fn attribute(name: &str) -> Option<&'static str> {
    let own = ATTRIBUTES.iter().find(|known| **known == name).copied();
    own.or_else(|| property(name))
}

/// The property of styles of that name, if it is taken over; also an attribute.
pub(super) fn property(name: &str) -> Option<&'static str> {
    PROPERTIES.iter().find(|known| **known == name).copied()
}

/// Whether text in an element is drawn or read.
pub(super) fn holds_text(element: &str) -> bool {
    matches!(element, "text" | "tspan" | "textPath" | "style")
}

const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "switch",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "image",
    "marker",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "clipPath",
    "mask",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
];

#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "id", "class", "version", "viewBox", "preserveAspectRatio", "transform", "width", "height",
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "d", "points",
    "pathLength", "dx", "dy", "rotate", "textLength", "lengthAdjust", "startOffset", "method",
    "spacing", "side", "offset", "gradientUnits", "gradientTransform", "spreadMethod",
    "patternUnits", "patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits",
    "maskContentUnits", "markerUnits", "markerWidth", "markerHeight", "refX", "refY", "orient",
    "filterUnits", "primitiveUnits", "in", "in2", "result", "mode", "type", "values", "operator",
    "k1", "k2", "k3", "k4", "order", "kernelMatrix", "divisor", "bias", "targetX", "targetY",
    "edgeMode", "preserveAlpha", "surfaceScale", "diffuseConstant", "specularConstant",
    "specularExponent", "kernelUnitLength", "scale", "xChannelSelector", "yChannelSelector",
    "azimuth", "elevation", "pointsAtX", "pointsAtY", "pointsAtZ", "limitingConeAngle", "z",
    "tableValues", "slope", "intercept", "amplitude", "exponent", "stdDeviation", "radius",
    "baseFrequency", "numOctaves", "seed", "stitchTiles", "systemLanguage",
];

#[rustfmt::skip]
const PROPERTIES: &[&str] = &[
    "alignment-baseline", "baseline-shift", "clip", "clip-path", "clip-rule", "color",
    "color-interpolation", "color-interpolation-filters", "direction", "display",
    "dominant-baseline", "fill", "fill-opacity", "fill-rule", "filter", "flood-color",
    "flood-opacity", "font", "font-family", "font-size", "font-size-adjust", "font-stretch",
    "font-style", "font-variant", "font-weight", "image-rendering", "isolation", "kerning",
    "letter-spacing", "lighting-color", "marker", "marker-end", "marker-mid", "marker-start", "mask",
    "mask-type", "mix-blend-mode", "opacity", "overflow", "paint-order", "shape-rendering",
    "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "text-anchor", "text-decoration", "text-rendering", "transform-origin", "unicode-bidi",
    "vector-effect", "visibility", "word-spacing", "writing-mode",
];
