using ChatBot.Application.Channels;
using ChatBot.Application.UseCases;
using ChatBot.Application.Wording;
using ChatBot.Conversation.Turns;

namespace ChatBot.Conversation.Dialogs;

/// <summary>What one turn works with and what comes of it.</summary>
internal sealed class Turn(TurnScope scope, DialogState state, DialogLibrary library, ISentenceReader sentences, string text)
{
    private SentenceReading? _reading;

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

    public bool IsTap => Scope.Message.Kind == InboundKind.Tap;

    public bool InGroup => !Scope.IsPrivate;

    /// <summary>The same turn with other words.</summary>
    public Turn Rephrased(string other) => new(Scope, State, Library, sentences, other) { Parent = this };

    private Turn? Parent { get; init; }

    /// <summary>Says one sentence.</summary>
    public void Say(string key, params (string Name, object? Value)[] facts) => Say(Reply.Of(key, facts));

    /// <summary>Says something.</summary>
    public void Say(Reply reply) => (Parent?.Replies ?? Replies).Add(reply);

    /// <summary>Marks the turn as the submission of a run.</summary>
    public void Submits(string run) => (Parent ?? this).SubmissionId = run;

    /// <summary>What is known for picking among choices.</summary>
    public ChoiceContext ChoiceContext(bool isCommand = false, TimeHint? time = null) =>
        new(LocalNow, State.List, IsTap, isCommand, time);
}
