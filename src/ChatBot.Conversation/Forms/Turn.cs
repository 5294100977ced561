using ChatBot.Conversation.Choices;
using ChatBot.Conversation.Dialogs;
using ChatBot.Conversation.Sentences;
using ChatBot.Kernel.Channels;
using ChatBot.Kernel.Turns;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Forms;

/// <summary>What one turn works with and what comes of it.</summary>
internal sealed class Turn(TurnScope scope, DialogState state, DialogLibrary library, ISentenceReader sentences, string text, TurnMemory? memory = null)
{
    private SentenceReading? _reading;
    private bool _isTap;

    public TurnScope Scope { get; } = scope;

    public DialogState State { get; } = state;

    public DialogLibrary Library { get; } = library;

    /// <summary>What was said, as typed.</summary>
    public string Text { get; } = text;

    /// <summary>What was said, for comparing.</summary>
    public string Plain { get; } = Dialogs.Plain.Of(text);

    public DateTimeOffset LocalNow { get; } = scope.Branch.Calendar.Local(scope.Now);

    /// <summary>What the sentence means; read once, when it is first asked for.</summary>
    public SentenceReading Reading => _reading ??= sentences.Read(Text, LocalNow.DateTime);

    public List<Reply> Replies { get; } = [];

    public string? SubmissionId { get; set; }

    public bool IsTap => _isTap || Scope.Message.Kind == InboundKind.Tap;

    /// <summary>What the bot's own messages offered by number since the last turn, or before.</summary>
    public Offer? Offer => memory?.Offer;

    /// <summary>Memory is away: nobody knows whether a form was open.</summary>
    public bool IsMemoryLost => memory?.IsLost == true;

    /// <summary>A numbered list was shown in this turn.</summary>
    public bool ShowsList { get; set; }

    public bool InGroup => !Scope.IsPrivate;

    /// <summary>Whether the form, asked about here in a group, goes on in private.</summary>
    public bool MovesAway(FormDefinition form) => InGroup && form.Place == FormPlace.Private;

    /// <summary>The same turn with other words.</summary>
    public Turn Rephrased(string other) => new(Scope, State, Library, sentences, other, memory) { Parent = Parent ?? this, _isTap = _isTap };

    /// <summary>The same turn as a tap on a button that says these words.</summary>
    public Turn Tapped(string say) => new(Scope, State, Library, sentences, say, memory) { Parent = Parent ?? this, _isTap = true };

    /// <summary>A numbered list is on the person's screen from now on.</summary>
    public void Lists(IEnumerable<string> values, string? source)
    {
        State.List = [.. values];
        State.ListSource = source;
        (Parent ?? this).ShowsList = true;
    }

    private Turn? Parent { get; init; }

    /// <summary>Whether anything was said in the turn.</summary>
    public bool HasSaid => (Parent?.Replies ?? Replies).Count > 0;

    /// <summary>Says one sentence.</summary>
    public void Say(string key, params (string Name, object? Value)[] facts) => Say(Reply.Of(key, facts));

    /// <summary>Says something.</summary>
    public void Say(Reply reply) => (Parent?.Replies ?? Replies).Add(reply);

    /// <summary>Says that what came before is lost; from then on it is.</summary>
    public void SaysLost()
    {
        Say("common.start_over");
        (Parent ?? this).HasSaidLost = true;
    }

    /// <summary>Whether the person was told that what came before is lost.</summary>
    public bool HasSaidLost { get; private set; }

    /// <summary>Marks the turn as the submission of a run.</summary>
    public void Submits(string run) => (Parent ?? this).SubmissionId = run;

    /// <summary>Whether a yes is said.</summary>
    public bool IsYes => Library.Words.Is("yes", Plain) || Reading.Intent == SentenceReading.ConfirmIntent;

    /// <summary>What is known for picking among choices.</summary>
    public ChoiceContext ChoiceContext(TimeHint? time) =>
        new(LocalNow, State.List, IsTap, Time: time);
}
