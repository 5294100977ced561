namespace ChatBot.Conversation.Wording;

/// <summary>A piece of a compiled template.</summary>
internal abstract record TemplateSegment;

/// <summary>Words as they stand.</summary>
internal sealed record LiteralSegment(string Text) : TemplateSegment;

/// <summary>A fact, put into words by its format or by its type.</summary>
/// <param name="Name">The fact.</param>
/// <param name="Until">Second fact of a range, as in <c>{starts~ends:range}</c>.</param>
/// <param name="Format">One of <see cref="Template.Formats"/>, or null.</param>
internal sealed record FactSegment(string Name, string? Until, string? Format) : TemplateSegment;

/// <summary>Words said only when a fact is there (or, with <paramref name="WhenAbsent"/>, only when it is not).</summary>
internal sealed record SectionSegment(string Name, bool WhenAbsent, IReadOnlyList<TemplateSegment> Inside) : TemplateSegment;
