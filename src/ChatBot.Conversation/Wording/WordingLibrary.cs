using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using ChatBot.Conversation.DataFiles;
using ChatBot.Kernel.Calendar;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Wording;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatBot.Conversation.Wording;

/// <summary>All sentences of the bot, from each <c>wording.yaml</c> under <c>dialogs/</c>; immutable, so a reload builds a new one.</summary>
public sealed class WordingLibrary : IWording, IWordingKeys
{
    /// <summary>The name of its files.</summary>
    public const string FileName = "wording.yaml";

    private const string ButtonPrefix = "button.";
    private readonly FrozenDictionary<string, WordingEntry> _entries;
    private readonly ConcurrentDictionary<(string Key, string Fact), bool> _missingTold = new();
    private readonly bool _strict;
    private readonly ILogger _logger;

    private WordingLibrary(FrozenDictionary<string, WordingEntry> entries, bool strict, ILogger logger)
    {
        _entries = entries;
        _strict = strict;
        _logger = logger;
    }

    /// <summary>Every key, buttons as <c>button.key.label</c> and <c>button.key.say</c>.</summary>
    public IEnumerable<string> Keys => _entries.Keys;

    /// <summary>Reads the words.</summary>
    /// <param name="dialogs">The <c>dialogs</c> folder.</param>
    /// <param name="strict">True in tests: a missing fact throws. False in production: its place stays empty and the log says so once.</param>
    /// <param name="logger">Where a missing fact is told.</param>
    /// <exception cref="DataFileException">A file is faulty.</exception>
    public static WordingLibrary Load(string dialogs, bool strict = false, ILogger<WordingLibrary>? logger = null)
    {
        var faults = new List<Fault>();
        var library = Load(dialogs, faults, strict, logger);
        DataFileException.ThrowIfAny(faults);
        return library;
    }

    /// <summary>Reads the words; faults are collected and what is good is kept.</summary>
    public static WordingLibrary Load(string dialogs, ICollection<Fault> faults, bool strict = false, ILogger<WordingLibrary>? logger = null) =>
        new(WordingReader.Read(dialogs, faults), strict, logger ?? NullLogger<WordingLibrary>.Instance);

    /// <summary>Whether there is such a sentence.</summary>
    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>Whether there is such a button, with label and what it says.</summary>
    public bool HasButton(string key) => Has(ButtonPrefix + key + ".label") && Has(ButtonPrefix + key + ".say");

    /// <summary>
    /// The facts that a sentence cannot do without when the <paramref name="given"/> ones are there: those outside of
    /// sections, and those inside of sections that are said.
    /// </summary>
    public IReadOnlySet<string> FactsNeeded(string key, IReadOnlySet<string> given) =>
        _entries.TryGetValue(key, out var entry) ? entry.Variants.SelectMany(t => t.FactsNeeded(given)).ToHashSet(StringComparer.Ordinal) : new HashSet<string>();

    /// <summary>The words with which a sentence begins, up to its first fact.</summary>
    internal IEnumerable<string> BeginningsOf(string key) => _entries.TryGetValue(key, out var entry)
        ? entry.Variants.Select(t => t.Segments is [LiteralSegment first, ..] ? first.Text : "")
        : [];

    /// <summary>Where a sentence stands, for faults.</summary>
    internal (string File, int Line) PlaceOf(string key) => _entries.TryGetValue(key, out var entry) ? (entry.File, entry.Line) : (FileName, 0);

    /// <inheritdoc/>
    public string Render(Phrase phrase, BranchCalendar calendar, DateTimeOffset now) =>
        new PhraseRenderer(this, calendar, now).Render(phrase.Key, phrase.Facts);

    /// <inheritdoc/>
    public OutboundMessage Render(Reply reply, BranchCalendar calendar, DateTimeOffset now)
    {
        var renderer = new PhraseRenderer(this, calendar, now);
        var text = renderer.Render(reply.Text.Key, reply.Text.Facts);
        var title = reply.Title is null ? "" : renderer.Render(reply.Title.Key, reply.Title.Facts);
        var message = new OutboundMessage
        {
            Text = text,
            Title = title,
            Card = reply.Card,
            MentionsAll = reply.MentionsAll,
            Links = reply.Links,
            Picker = reply.Picker is { } picker ? Render(picker, renderer) : null,
        };
        if (reply.Buttons is not { Count: > 0 } wanted)
        {
            return message;
        }

        var buttons = new Button[wanted.Count];
        for (var i = 0; i < buttons.Length; i++)
        {
            var key = ButtonPrefix + wanted[i].Key;
            buttons[i] = new Button(renderer.Render(key + ".label", wanted[i].Facts), renderer.Render(key + ".say", wanted[i].Facts));
        }

        var hasOwnNumbers = reply.HasOwnNumbers || reply.ListSource is not null || NumbersLines(text);
        return message with
        {
            Buttons = buttons,
            TypingHint = Hint(string.Concat(buttons.Select(b => $"「{b.Say}」")), renderer),
            NumberedHint = hasOwnNumbers ? "" : Hint(string.Join(' ', buttons.Select((b, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}「{b.Say}」"))), renderer),
        };
    }

    private static string Hint(string options, PhraseRenderer renderer) =>
        renderer.Render("hint.buttons", new Dictionary<string, object?> { ["options"] = options });

    // A list that numbers its lines: "2" then means its second line.
    private static bool NumbersLines(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var mark = line.IndexOfAnyExceptInRange('0', '9');
            if (mark is > 0 and <= 2 && (line[mark] is '.' or '、'))
            {
                return true;
            }
        }

        return false;
    }

    private static Picker Render(PickerPhrase picker, PhraseRenderer renderer)
    {
        var options = new Button[picker.Options.Count];
        for (var i = 0; i < options.Length; i++)
        {
            var (label, say) = picker.Options[i];
            options[i] = new Button(renderer.Render(label.Key, label.Facts), say);
        }

        return new Picker(renderer.Render(picker.Title.Key, picker.Title.Facts), options);
    }

    internal Template TemplateFor(string key, DateTimeOffset now) =>
        _entries.TryGetValue(key, out var entry) ? entry.VariantAt(now) : throw new KeyNotFoundException($"No wording has the key '{key}'.");

    internal string Word(string key, DateTimeOffset now) =>
        TemplateFor(key, now).Segments is [LiteralSegment word] ? word.Text : "";

    internal void OnMissingFact(string key, string fact)
    {
        if (_strict)
        {
            throw new InvalidOperationException($"The wording '{key}' speaks of the fact '{fact}', which was not given.");
        }

        if (_missingTold.TryAdd((key, fact), true))
        {
            _logger.MissingFact(key, fact);
        }
    }
}
