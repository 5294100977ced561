using ChatBot.Kernel.Declarations;
using ChatBot.Kernel.Wording;

namespace ChatBot.Conversation.Commands;

/// <summary>What <c>/帮助</c> answers.</summary>
public static class CommandHelp
{
    /// <summary>The commands that are offered to the reader, by topic.</summary>
    public static Reply List(CommandGrammar grammar, Func<CommandDefinition, bool> isOffered)
    {
        var topics = grammar.Commands
            .Where(isOffered)
            .OrderBy(c => c.TopicRank)
            .GroupBy(c => c.Topic, StringComparer.Ordinal)
            .Select(topic => Phrase.Of("help.topic", ("topic", topic.Key), ("lines", topic.Select(Line).ToArray())));
        return Reply.Of("help.list", ("topics", topics.ToArray()));
    }

    /// <summary>All about one command.</summary>
    public static Reply Details(CommandDefinition command, UseCaseDeclaration? declaration)
    {
        var arguments = command.Arguments.Select(a => Phrase.Of(
            "help.argument",
            ("name", a.Names[0]),
            ("required", a.IsRequired),
            ("kind", Phrase.Of("help.kind." + a.Type)),
            ("words", a.Table?.Shown.Select(s => s.Word).ToArray())));
        return Reply.Of(
            "help.details",
            ("name", command.Names[0]),
            ("also", command.Names.Skip(1).Concat(command.EnglishNames).Select(n => "/" + n).ToArray()),
            ("help", command.Help),
            ("usage", Usage(command)),
            ("arguments", arguments.ToArray()),
            ("preview", declaration?.Previews == true),
            ("private", declaration?.Place == UseCasePlace.Private),
            ("examples", command.Examples.ToArray()));
    }

    /// <summary>The command with its arguments in a line: <c>/批假 请假单 决定 [说明]</c>.</summary>
    internal static string Usage(CommandDefinition command) =>
        string.Join(' ', command.Arguments.Select(Shown).Prepend("/" + command.Names[0]));

    private static string Shown(ArgumentDefinition argument)
    {
        var name = argument.IsNamedOnly ? argument.Names[0] + "=…" : argument.Names[0];
        return argument.IsRequired && !argument.AssumesSingle ? name : $"[{name}]";
    }

    private static Phrase Line(CommandDefinition command) =>
        Phrase.Of("help.line", ("name", command.Names[0]), ("help", command.Help));
}
