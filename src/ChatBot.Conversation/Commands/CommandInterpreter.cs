using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.UseCases;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Commands;

/// <summary>Reads slash commands by the grammar of the files <c>commands.yaml</c>.</summary>
public sealed class CommandInterpreter : ICommandInterpreter
{
    private const int MostOptions = 5;
    private readonly Func<CommandGrammar> _grammar;
    private readonly Dictionary<string, IChoiceSource> _sources;
    private readonly ITimeWords _times;
    private readonly IFormCatalogue _forms;
    private readonly UseCaseCatalogue _declared;

    /// <summary>Puts it together.</summary>
    /// <param name="grammar">The grammar now in force; asked for at each command, so that a reload takes effect.</param>
    /// <param name="sources">What can be chosen.</param>
    /// <param name="times">Reads times.</param>
    /// <param name="forms">Knows which use cases have a form.</param>
    /// <param name="declared">What the use cases declare: who may, and where.</param>
    public CommandInterpreter(Func<CommandGrammar> grammar, IEnumerable<IChoiceSource> sources, ITimeWords times, IFormCatalogue forms, UseCaseCatalogue declared)
    {
        _grammar = grammar;
        _sources = sources.ToDictionary(s => s.Name, StringComparer.Ordinal);
        _times = times;
        _forms = forms;
        _declared = declared;
    }

    /// <inheritdoc/>
    public bool IsCommand(string text)
    {
        var start = BodyOf(text);
        return start > 0 && start < text.Length
            && (PlainText.Of(text[start - 1]) == '/' || _grammar().Match(text, start, out _) is not null);
    }

    /// <inheritdoc/>
    public async Task<CommandOutcome> InterpretAsync(
        string text,
        TurnScope scope,
        IReadOnlyList<string>? lastList,
        string? lastSource,
        CancellationToken cancellationToken)
    {
        text = text.TrimEnd();
        var grammar = _grammar();
        var body = BodyOf(text);
        if (grammar.Match(text, body, out var after) is not { } command)
        {
            return Unknown(grammar, text, body, scope);
        }

        if (command.Id == CommandGrammar.HelpId)
        {
            return Help(grammar, text[after..], scope);
        }

        if (command.Says is { } words)
        {
            return new CommandOutcome.PlainWords(words);
        }

        if (!scope.IsPrivate && DeclarationOf(command)?.Place == UseCasePlace.Private)
        {
            return Answer(Reply.Of("refused.private_only"));
        }

        var hasForm = _forms.HasFormFor(command.UseCase!);
        var reader = new ValueReader(scope, _sources, _times, lastList, lastSource);
        var binding = await new CommandBinder(command, text, reader, hasForm, DeclarationOf(command)?.Previews == true).BindAsync(after, cancellationToken);
        if ((binding.Problem is not null || binding.Missing.Count > 0) && !IsOffered(command, scope))
        {
            // The choices of a command are offered by rights, so "not found" would mislead those who have none.
            return Answer(Reply.Of("command.not_yours", ("name", command.Names[0]), ("who", DeclarationOf(command)?.Rule.Who)));
        }

        if (binding.Problem is { } problem)
        {
            return Answer(Explain(command, text, problem)) with { QuotesWords = true, UseCase = command.UseCase };
        }

        if (binding.Missing.Count == 0)
        {
            return new CommandOutcome.RunUseCase(command.UseCase!, new Inputs(binding.Values));
        }

        return hasForm
            ? new CommandOutcome.OpenForm(command.UseCase!, new Inputs(binding.Values))
            : Answer(await AskForAsync(command, text, binding, reader, cancellationToken));
    }

    // A command that only says other words does what these words do.
    private UseCaseDeclaration? DeclarationOf(CommandDefinition command) => command.UseCase is { } useCase ? _declared.Find(useCase) : null;

    private bool IsOffered(CommandDefinition command, TurnScope scope) =>
        DeclarationOf(command)?.Rule.CouldReach(scope.Actor, scope.Branch) ?? true;

    // After the slash; a slash may be full-width, and Chinese keyboards write 、 on its key. 0 when there is none.
    private static int BodyOf(string text)
    {
        var start = 0;
        while (start < text.Length && PlainText.Of(text[start]) == ' ')
        {
            start++;
        }

        return start < text.Length && (PlainText.Of(text[start]) == '/' || text[start] == '、') ? start + 1 : 0;
    }

    private static CommandOutcome.Answer Answer(Reply reply) => new([reply]);

    private CommandOutcome.Answer Unknown(CommandGrammar grammar, string text, int body, TurnScope scope)
    {
        var words = CommandWords.Cut(text, body);
        var typed = words.Count > 0 ? words[0].Text : "";
        // An English name may be of two words, so the first two together are tried as well.
        var both = words.Count > 1 ? $"{typed} {words[1].Text}" : typed;
        var near = grammar.Nearest(both).Select(n => (n.Name, n.Command, After: words.Count > 1 ? words[1].End : text.Length))
            .Where(n => n.Name.Contains(' ', StringComparison.Ordinal))
            .Concat(grammar.Nearest(typed).Select(n => (n.Name, n.Command, After: words.Count > 0 ? words[0].End : text.Length)))
            .FirstOrDefault(n => IsOffered(n.Command, scope));
        if (near.Command is null)
        {
            return Answer(new Reply(Phrase.Of("command.unknown", ("name", typed)), [ButtonPhrase.Of("common.help")]));
        }

        var corrected = $"/{near.Name}{text[near.After..]}";
        var answer = Answer(new Reply(
            Phrase.Of("command.unknown_near", ("name", typed), ("near", near.Name), ("help", near.Command.Help)),
            [Correction(corrected), ButtonPhrase.Of("common.help")]));
        return answer with { QuotesWords = true };
    }

    private CommandOutcome.Answer Help(CommandGrammar grammar, string rest, TurnScope scope)
    {
        var name = PlainText.OfName(rest).TrimStart('/');
        if (name.Length == 0)
        {
            return Answer(CommandHelp.List(grammar, c => IsOffered(c, scope)));
        }

        if (grammar.Find(name) is { } command)
        {
            return Answer(CommandHelp.Details(command, DeclarationOf(command)));
        }

        var near = grammar.Nearest(name).FirstOrDefault(n => IsOffered(n.Command, scope));
        return near.Command is null
            ? Answer(new Reply(Phrase.Of("command.unknown", ("name", name)), [ButtonPhrase.Of("common.help")]))
            : Answer(CommandHelp.Details(near.Command, DeclarationOf(near.Command)));
    }

    private static Reply Explain(CommandDefinition command, string text, CommandProblem problem)
    {
        var word = problem.Word!.Value;
        string With(string better) => text[..word.Start] + better + text[word.End..];
        List<ButtonPhrase> buttons = problem switch
        {
            { Meant: { } meant } => [Correction(With(meant))],
            { Options: { } options } => [.. options.Take(MostOptions).Select(o => Pick(o, With(o.Handle)))],
            _ => [],
        };
        return new Reply(
            Phrase.Of(
                "command.wrong_word",
                ("word", word.Text),
                ("problem", problem.What),
                ("meant", problem.Meant),
                ("options", problem.Options?.Take(MostOptions).Select(Listed).ToArray()),
                ("example", command.Examples[0])),
            buttons);
    }

    private static async Task<Reply> AskForAsync(CommandDefinition command, string text, CommandBinding binding, ValueReader reader, CancellationToken cancellationToken)
    {
        var missing = binding.Missing[0];
        if (missing.Type != ArgumentType.Choice)
        {
            var words = missing.Table is { Shown: { Count: <= MostOptions } shown } ? shown.Select(s => Correction($"{text} {s.Word}")).ToList() : [];
            return new Reply(
                Phrase.Of("command.missing", ("name", command.Names[0]), ("arguments", binding.Missing.Select(a => a.Names[0]).ToArray()), ("example", command.Examples[0])),
                words);
        }

        var choices = await reader.ChoicesAsync(missing, binding.Values, cancellationToken);
        return choices.Count == 0
            ? Reply.Of("command.nothing_to_choose", ("name", command.Names[0]), ("argument", missing.Names[0]))
            : new Reply(
                Phrase.Of("command.which", ("argument", missing.Names[0]), ("options", choices.Take(MostOptions).Select(Listed).ToArray()), ("more", choices.Count > MostOptions), ("example", command.Examples[0])),
                [.. choices.Take(MostOptions).Select(c => Pick(c, $"{text} {c.Handle}"))]);
    }

    private static Phrase Listed(Choice choice) => Phrase.Of("command.option", ("handle", choice.Handle), ("label", choice.Label));

    private static ButtonPhrase Pick(Choice choice, string say) => ButtonPhrase.Of("command.pick", ("handle", choice.Handle), ("say", say));

    private static ButtonPhrase Correction(string say) => ButtonPhrase.Of("command.say", ("say", say));
}
