using System.Globalization;
using System.Text.Json.Nodes;
using ChatBot.PlatformDoubles.Serving;

namespace ChatBot.PlatformDoubles.WeCom;

/// <summary>Members, departments and callback addresses (pages 96067, 96255–96260): one department at a time, no mobile numbers.</summary>
internal sealed class WeComRoster(WeComDouble platform, WeComTokens tokens)
{
    private WeComDoubleOptions Company => platform.Options;

    public void Map(IEndpointRouteBuilder app)
    {
        platform.Serve(app, "GET", "/cgi-bin/user/simplelist", WeComRoutes.UserSimpleList, (call, _) =>
        {
            tokens.Require(call);
            return Of(call, m => new JsonObject { ["userid"] = m.UserId, ["name"] = m.Name, ["department"] = Numbers(m.Departments) });
        });
        platform.Serve(app, "GET", "/cgi-bin/user/list", WeComRoutes.UserList, (call, _) =>
        {
            RequireApp(call);
            return Of(call, Details);
        });
        platform.Serve(app, "GET", "/cgi-bin/user/get", WeComRoutes.UserGet, (call, _) =>
        {
            RequireApp(call);
            var member = Company.Members.FirstOrDefault(m => m.UserId.Equals(call.Query("userid"), StringComparison.OrdinalIgnoreCase));
            return Task.FromResult(WeComErrors.Ok(Details(member ?? throw call.Refuse(60111))));
        });
        platform.Serve(app, "POST", "/cgi-bin/user/list_id", WeComRoutes.UserListId, (call, _) => Task.FromResult(ListIds(call)));
        platform.Serve(app, "GET", "/cgi-bin/department/list", WeComRoutes.DepartmentList, (call, _) =>
        {
            RequireApp(call);
            return Departments(call, "department", d => new JsonObject
            {
                ["id"] = d.Id,
                ["name"] = d.Name,
                ["parentid"] = d.ParentId,
                ["order"] = 100000000 - d.Id,
                ["department_leader"] = new JsonArray([.. Company.Members.Where(m => m.IsLeader && m.Departments.Contains(d.Id)).Select(m => (JsonNode)m.UserId)]),
            });
        });
        platform.Serve(app, "GET", "/cgi-bin/department/simplelist", WeComRoutes.DepartmentSimpleList, (call, _) =>
        {
            tokens.Require(call);
            return Departments(call, "department_id", d => new JsonObject { ["id"] = d.Id, ["parentid"] = d.ParentId, ["order"] = 100000000 - d.Id });
        });
        platform.Serve(app, "GET", "/cgi-bin/getcallbackip", WeComRoutes.CallbackIp, (call, _) =>
        {
            tokens.Require(call);
            return Task.FromResult(WeComErrors.Ok(new JsonObject { ["ip_list"] = new JsonArray("127.0.0.*") }));
        });
    }

    private Answer ListIds(ApiCall call)
    {
        if (!tokens.Require(call).IsContactSync)
        {
            throw call.Refuse(48002);
        }

        var body = call.RequireJson();
        var limit = body.Has("limit") ? body.Integer("limit") : 10_000;
        var cursor = body.Text("cursor");
        var from = 0;
        if (limit is null or < 1 or > 10_000 || (cursor.Length > 0 && !int.TryParse(cursor, CultureInfo.InvariantCulture, out from)))
        {
            throw call.Refuse(40058, "limit or cursor is invalid");
        }

        var rows = Company.Members.SelectMany(m => m.Departments.Select(d => (m.UserId, Department: d))).ToList();
        var next = from + (int)limit;
        return WeComErrors.Ok(new JsonObject
        {
            ["next_cursor"] = next < rows.Count ? next.ToString(CultureInfo.InvariantCulture) : "",
            ["dept_user"] = new JsonArray([.. rows.Skip(from).Take((int)limit)
                .Select(r => (JsonNode)new JsonObject { ["userid"] = r.UserId, ["department"] = r.Department })]),
        });
    }

    private Task<Answer> Of(ApiCall call, Func<WeComMember, JsonObject> row)
    {
        var department = Department(call, call.Query("department_id"));
        var members = Company.Members.Where(m => m.Departments.Contains(department.Id));
        return Task.FromResult(WeComErrors.Ok(new JsonObject { ["userlist"] = new JsonArray([.. members.Select(row)]) }));
    }

    private Task<Answer> Departments(ApiCall call, string field, Func<WeComDepartment, JsonObject> row)
    {
        var within = Company.Departments;
        if (call.Query("id") is { Length: > 0 } id)
        {
            var top = Department(call, id);
            within = [.. within.Where(d => IsWithin(d, top.Id))];
        }

        return Task.FromResult(WeComErrors.Ok(new JsonObject { [field] = new JsonArray([.. within.Select(row)]) }));
    }

    private WeComDepartment Department(ApiCall call, string id) =>
        Company.Departments.FirstOrDefault(d => d.Id.ToString(CultureInfo.InvariantCulture) == id) ?? throw call.Refuse(60003);

    private bool IsWithin(WeComDepartment department, int top) =>
        department.Id == top || (Company.Departments.FirstOrDefault(d => d.Id == department.ParentId) is { } parent && IsWithin(parent, top));

    private void RequireApp(ApiCall call)
    {
        // Contact-sync secrets of new addresses may read ids only since 2022-08-15.
        if (tokens.Require(call).IsContactSync)
        {
            throw call.Refuse(48002);
        }
    }

    private static JsonObject Details(WeComMember m) => new()
    {
        ["userid"] = m.UserId,
        ["name"] = m.Name,
        ["department"] = Numbers(m.Departments),
        ["order"] = Numbers([.. m.Departments.Select(_ => 0)]),
        ["position"] = m.Position,
        ["is_leader_in_dept"] = Numbers([.. m.Departments.Select(_ => m.IsLeader ? 1 : 0)]),
        ["direct_leader"] = new JsonArray(),
        ["telephone"] = "",
        ["alias"] = "",
        ["status"] = m.Status,
        ["main_department"] = m.Departments.Count > 0 ? m.Departments[0] : 1,
        ["extattr"] = new JsonObject { ["attrs"] = new JsonArray() },
    };

    private static JsonArray Numbers(IReadOnlyList<int> numbers) => new([.. numbers.Select(n => (JsonNode)n)]);
}
